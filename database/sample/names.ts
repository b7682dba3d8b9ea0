/** Names as they stand on a class list in California: accents, apostrophes, hyphens and long ones included. */
export const GIVEN_NAMES =
  `Aaliyah Aarav Abigail Adrián Aiden Alejandra Alex Alina Amara Amir Ana Andrés Angel Anh Anika Anthony Aria Arjun Ava Aylin
Bao Benjamin Bianca Brandon Brianna Camila Carlos Carmen Caroline Chloe Christian Daniel Daniela David Diego Dominic Dylan Eleanor Elena Eli Elías Elijah
Emily Emma Esteban Ethan Eva Evelyn Fátima Felix Fernando Gabriel Gabriela Genesis Giovanni Grace Hà Hannah Hassan Henry Hiro Ian Imani Isaac Isabella
Isla Itzel Jack Jacob Jade Jasmine Javier Jayden Jesús Joaquín Jordan José Joshua Juan Julia Julián Kai Karina Katherine Kayla Kenji Kevin Khadija Kiara
Laila Lara Layla Leilani Leo Leonardo Liam Linh Logan Lucas Lucía Luis Luna Maliyah Marcus María Mateo Matthew Maya Mei Melanie Mia Micah Miguel Mila Minh
Nadia Naomi Natalia Nathan Nevaeh Ngọc Nia Nicolás Noah Noor Nora Oliver Olivia Omar Oscar Owen Paloma Parker Penelope Phoebe Priya Quân Rafael Ravi Rebecca
Renata Ricardo Riley Rosa Ryan Saanvi Samantha Samuel Santiago Sara Sebastián Serena Siena Sofía Sophia Stella Steven Talia Tariq Tatiana Thanh Thomas Trinity
Tuấn Valentina Valeria Victor Victoria Vivian Wei William Ximena Xochitl Yara Yasmin Yusuf Zachary Zara Zoë`.split(
    /\s+/,
  );

export const FAMILY_NAMES =
  `Abdi Adams Aguilar Ahmed Alvarado Álvarez Anderson Arellano Ávila Bailey Baker Barajas Becker Bell Bennett Bui Campos Castañeda
Castillo Cervantes Chan Chávez Chen Cole Contreras Cruz D'Angelo Dang Davis Delgado Díaz Đặng Edwards Escobar Espinoza Evans Fernández Fischer Flores Foster
Freeman Fuentes García Garza Gill Gómez González Gray Green Guerrero Guzmán Hall Hernández Herrera Hill Ho Howard Hughes Huynh Ibarra Islam Jackson James
Jiménez Johnson Juárez Kaur Kelly Khan Kim King Kumar Lam Le Lee León Lewis Li Lin Liu Long López Luna Macías Marín Martin Martínez Medina Mehta Mejía Méndez
Mendoza Miller Mitchell Montoya Moore Mora Morales Moreno Morgan Muñoz Murphy Nakamura Navarro Nelson Nguyễn Núñez O'Brien Ochoa Okafor Oliveira Ortega Ortiz
Padilla Park Patel Pérez Phạm Phillips Ponce Powell Prasad Quintero Ramírez Ramos Reed Reyes Rios Rivera Robinson Rodríguez Rojas Romero Rosales Ruiz Salazar
Sánchez Sandoval Santos Shah Silva Singh Smith Solís Soto Stewart Suárez Sullivan Tanaka Taylor Thao Thomas Torres Trần Truong Turner Valdez Valencia Vargas
Vásquez Vega Villanueva Võ Walker Wang Ward Washington Watson White Williams Wilson Wong Wright Wu Xiong Yang Young Yu Zamora Zhang Zúñiga`.split(
    /\s+/,
  );

/** The names that break columns. */
export const RARE_NAMES: [string, string][] = [
  ['María de los Ángeles Guadalupe', 'Hernández-Villaseñor de la Cruz'],
  ['Wolfeschlegelsteinhausen', 'Bergerdorff-Featherstonehaugh'],
  ['Null', 'True'],
  ['Jo', 'O'],
  ['محمد', 'الأحمد'],
  ['Trân Châu', 'Nguyễn-Phước'],
  ["Ka'iulani", "Kealoha-O'Sullivan"],
];
